package dev.plenum.platform.web;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import io.netty.channel.ChannelDuplexHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelPromise;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpStatusClass;
import io.netty.handler.codec.http.LastHttpContent;
import org.jspecify.annotations.Nullable;

/**
 * Answers the requests of one connection for which there is an {@linkplain InstantAnswers
 * instant answer}. All other requests are passed on. While one of them is being answered,
 * those that follow it are passed on too, because answers are sent in the order of the
 * requests. Each request arrives complete; {@code platform.connection} has limited its
 * body.
 */
final class AnswerHandler extends ChannelDuplexHandler {

	private final InstantAnswers answers;

	private @Nullable HttpRequest request;

	private int underWay;

	private boolean answered;

	AnswerHandler(InstantAnswers answers) {
		this.answers = answers;
	}

	@Override
	public void channelRead(ChannelHandlerContext context, Object message) {
		if (message instanceof HttpRequest asked) {
			if (this.underWay == 0 && context.channel().isWritable() && InstantAnswers.mayHave(asked)) {
				this.request = asked;
				return;
			}
			this.underWay++;
		}
		if (this.request != null && message instanceof LastHttpContent body) {
			answer(context, this.request, body);
			return;
		}
		context.fireChannelRead(message);
	}

	@Override
	public void channelReadComplete(ChannelHandlerContext context) {
		boolean more = this.answered && this.underWay == 0;
		if (this.answered) {
			this.answered = false;
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

	private void answer(ChannelHandlerContext context, HttpRequest asked, LastHttpContent body) {
		FullHttpResponse answer = this.answers.find(asked, bytes(body.content()), context.channel());
		this.request = null;
		if (answer != null) {
			body.release();
			this.answered = true;
			context.write(answer);
		}
		else {
			this.underWay++;
			context.fireChannelRead(asked);
			context.fireChannelRead(body);
		}
	}

	private static byte[] bytes(ByteBuf content) {
		return ByteBufUtil.getBytes(content, content.readerIndex(), content.readableBytes(), false);
	}

	private static boolean isInformational(Object message) {
		return message instanceof HttpResponse response
				&& response.status().codeClass() == HttpStatusClass.INFORMATIONAL;
	}

}
