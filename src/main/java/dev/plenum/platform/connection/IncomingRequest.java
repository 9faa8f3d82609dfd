package dev.plenum.platform.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.handler.codec.http.DefaultLastHttpContent;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * A request whose content is not complete yet, and as much of that as is kept: of a
 * {@code POST} all, of a {@code PUT} what was not passed on, of others nothing.
 */
final class IncomingRequest {

	private static final int SMALLEST_BODY = 1024;

	private final HttpRequest head;

	private final long maxBodySize;

	private final boolean upload;

	private boolean wanted;

	private @Nullable ByteBuf body;

	private long size;

	/**
	 * Begin to receive a request.
	 * @param head its head
	 * @param maxBodySize how large the content may be, in bytes, unless it is an upload
	 */
	IncomingRequest(HttpRequest head, long maxBodySize) {
		this.head = head;
		this.maxBodySize = maxBodySize;
		this.upload = isUpload(head);
	}

	/**
	 * Check how much content the head of a request announces.
	 * @param head the head
	 * @param maxBodySize how large the content may be, in bytes, unless it is an upload
	 * @return why the request is refused; null if it is not
	 */
	static @Nullable Rejection check(HttpRequest head, long maxBodySize) {
		return (!isUpload(head) && HttpUtil.getContentLength(head, 0L) > maxBodySize) ? tooLarge(maxBodySize) : null;
	}

	private static boolean isUpload(HttpRequest head) {
		return head.method().equals(HttpMethod.PUT);
	}

	private static Rejection tooLarge(long maxBodySize) {
		return Rejection.of(HttpResponseStatus.REQUEST_ENTITY_TOO_LARGE,
				"The body is larger than " + maxBodySize + " bytes.");
	}

	HttpRequest head() {
		return this.head;
	}

	/**
	 * Whether the request is passed on before its content.
	 */
	boolean isUpload() {
		return this.upload;
	}

	/**
	 * Whether it is an upload that is read as fast as it is asked for.
	 */
	boolean isWanted() {
		return this.upload && this.wanted;
	}

	/**
	 * Whether it is an upload of which nothing more is read until it is wanted.
	 */
	boolean isHeldBack() {
		return this.upload && !this.wanted && this.size > 0;
	}

	/**
	 * Whether content is discarded.
	 */
	boolean isDiscarded() {
		return !this.upload && !this.head.method().equals(HttpMethod.POST);
	}

	void want() {
		this.wanted = true;
	}

	/**
	 * Receive a part of the content. It is copied, since it is a view of the much larger
	 * buffer into which the channel was read.
	 * @param part the part
	 * @param last whether there will be no other
	 * @return why the request is refused; null if it is not
	 */
	@Nullable Rejection receive(ByteBuf part, boolean last) {
		int octets = part.readableBytes();
		this.size += octets;
		if (!this.upload && this.size > this.maxBodySize) {
			return tooLarge(this.maxBodySize);
		}
		if (octets > 0 && !isDiscarded()) {
			ByteBuf kept = this.body;
			if (kept == null) {
				kept = Unpooled.buffer(last ? octets : Math.max(octets, SMALLEST_BODY));
				this.body = kept;
			}
			kept.writeBytes(part, part.readerIndex(), octets);
		}
		return null;
	}

	/**
	 * Take what is kept.
	 * @return the content, for the caller to release; null if there is none
	 */
	@Nullable ByteBuf take() {
		ByteBuf kept = this.body;
		this.body = null;
		return kept;
	}

	/**
	 * Take what is kept as the end of the content.
	 * @return the last content, which may be empty
	 */
	LastHttpContent takeLast() {
		ByteBuf kept = take();
		return (kept != null) ? new DefaultLastHttpContent(kept) : LastHttpContent.EMPTY_LAST_CONTENT;
	}

	void release() {
		ByteBuf kept = take();
		if (kept != null) {
			kept.release();
		}
	}

}
