package dev.plenum.platform.web;

import graphql.ExecutionResult;
import org.reactivestreams.Subscription;
import reactor.core.publisher.BaseSubscriber;

/**
 * An operation that runs on a socket. It asks for one result at a time, and for the next
 * when the one before has left the server, so that a client that reads slowly makes its
 * own subscription slow and nothing else.
 */
final class SocketOperation extends BaseSubscriber<ExecutionResult> {

	private final SocketSession session;

	private final String id;

	SocketOperation(SocketSession session, String id) {
		this.session = session;
		this.id = id;
	}

	String id() {
		return this.id;
	}

	@Override
	protected void hookOnSubscribe(Subscription subscription) {
		subscription.request(1);
	}

	@Override
	protected void hookOnNext(ExecutionResult result) {
		this.session.next(this, result);
	}

	@Override
	protected void hookOnComplete() {
		this.session.completed(this);
	}

	@Override
	protected void hookOnError(Throwable exception) {
		this.session.failed(this, exception);
	}

}
