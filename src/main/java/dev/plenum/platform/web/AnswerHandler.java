package dev.plenum.platform.web;

import java.util.ArrayList;
import java.util.List;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import io.netty.util.ReferenceCountUtil;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one connection for which there is an {@linkplain InstantAnswers
 * instant answer}, as soon as they are read. All others go on as they came, and while one
 * of them is under way so do those that follow it: answers come in the order of the
 * requests.
 */
final class AnswerHandler extends ChannelDuplexHandler {

	private final InstantAnswers answers;

	private final List<HttpContent> body = new ArrayList<>(1);

	private @Nullable HttpRequest request;

	private int underWay;

	private boolean answered;

	AnswerHandler(InstantAnswers answers) {
		this.answers = answers;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest asked) {
			if (this.underWay == 0 && context.channel().isWritable() && this.answers.mayHave(asked)) {
				this.request = asked;
				return;
			}
			this.underWay++;
		}
		if (this.request != null && message instanceof HttpContent part) {
			this.body.add(part);
			if (part instanceof LastHttpContent) {
				answer(context, this.request);
			}
			return;
		}
		context.fireChannelRead(message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		boolean more = this.request != null;
		if (this.answered) {
			this.answered = false;
			more |= this.underWay == 0;
			context.flush();
		}
		context.fireChannelReadComplete();
		if (more) {
			context.read();
		}
	}

	@Override
	public void write(ChannelHandlerContext context, Object message, ChannelPromise promise) {
		if (message instanceof LastHttpContent && !isInformational(message)) {
			this.underWay = Math.max(0, this.underWay - 1);
		}
		context.write(message, promise);
	}

	@Override
	public void handlerRemoved(ChannelHandlerContext context) {
		this.request = null;
		this.body.forEach(ReferenceCountUtil::release);
		this.body.clear();
	}

	private void answer(ChannelHandlerContext context, HttpRequest asked) {
		FullHttpResponse answer = this.answers.find(asked, bytes(), context.channel());
		this.request = null;
		if (answer != null) {
			this.body.forEach(ReferenceCountUtil::release);
			this.answered = true;
			context.write(answer);
		}
		else {
			this.underWay++;
			context.fireChannelRead(asked);
			this.body.forEach(context::fireChannelRead);
		}
		this.body.clear();
	}

	private byte[] bytes() {
		int length = 0;
		for (HttpContent part : this.body) {
			length += part.content().readableBytes();
		}
		byte[] bytes = new byte[length];
		int read = 0;
		for (HttpContent part : this.body) {
			ByteBuf content = part.content();
			content.getBytes(content.readerIndex(), bytes, read, content.readableBytes());
			read += content.readableBytes();
		}
		return bytes;
	}

	private static boolean isInformational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

}
