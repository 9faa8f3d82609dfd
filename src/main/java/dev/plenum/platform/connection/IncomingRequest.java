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
 * A request whose content is not complete yet. The content of a {@code POST} is kept
 * completely, the content of a {@code PUT} until it is passed on, and any other content
 * is discarded.
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
	 * Begins to receive a request.
	 * @param head its head
	 * @param maxBodySize the maximum size of the content in bytes, except of an upload
	 */
	IncomingRequest(HttpRequest head, long maxBodySize) {
		this.head = head;
		this.maxBodySize = maxBodySize;
		this.upload = isUpload(head);
	}

	/**
	 * Checks the length of the content that the head of a request announces.
	 * @param head the head
	 * @param maxBodySize the maximum size of the content in bytes, except of an upload
	 * @return the reason for a refusal; null if it is within the limit
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
	 * Whether it is an upload that its reader has requested.
	 */
	boolean isWanted() {
		return this.upload && this.wanted;
	}

	/**
	 * Whether it is an upload that is not read further until its reader requests it.
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
	 * Receives a part of the content. It is copied, because it is a view of the channel's
	 * much larger buffer.
	 * @param part the part
	 * @param last whether it is the last part
	 * @return the reason for a refusal; null if the content is within the limit
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
	 * Takes the kept content.
	 * @return the content, which the caller must release; null if there is none
	 */
	@Nullable ByteBuf take() {
		ByteBuf kept = this.body;
		this.body = null;
		return kept;
	}

	/**
	 * Takes the kept content as the last part.
	 * @return the last part, which may be empty
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
