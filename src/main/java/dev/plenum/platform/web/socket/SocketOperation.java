package dev.plenum.platform.web.socket;

import java.util.concurrent.Executor;

import dev.plenum.platform.broadcast.Hearing;
import dev.plenum.platform.broadcast.Receiver;
import org.jspecify.annotations.Nullable;

/**
 * An operation that runs on a socket.
 */
final class SocketOperation implements Receiver {

	private final SocketSession session;

	private final String id;

	private @Nullable Hearing hearing;

	SocketOperation(SocketSession session, String id) {
		this.session = session;
		this.id = id;
	}

	void resume() {
		if (this.hearing != null) {
			this.hearing.resume();
		}
	}

	void stop() {
		if (this.hearing != null) {
			this.hearing.stop();
		}
	}

	@Override
	public Executor executor() {
		return this.session.eventLoop();
	}

	@Override
	public boolean isReady() {
		return this.session.isReady();
	}

	@Override
	public void begun(Hearing hearing) {
		this.hearing = hearing;
	}

	@Override
	public void next(byte[] payload) {
		this.session.next(this.id, payload);
	}

	@Override
	public void flush() {
		this.session.flush();
	}

	@Override
	public void completed() {
		this.session.completed(this.id);
	}

	@Override
	public void failed(Throwable exception) {
		this.session.failed(this.id, exception);
	}

}
