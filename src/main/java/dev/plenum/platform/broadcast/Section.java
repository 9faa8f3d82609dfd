package dev.plenum.platform.broadcast;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Those in a line who are told on one executor. Everything here happens on it, but for
 * waking.
 *
 * @param <S> the type of the snapshots
 * @param <T> the type of the steps
 */
final class Section<S, T> {

	private final Line<S, T> line;

	private final Executor executor;

	private final List<Place<S, T>> places = new ArrayList<>(1);

	private final Map<CompletableFuture<byte[]>, List<Place<S, T>>> waiting = new HashMap<>();

	private final AtomicBoolean woken = new AtomicBoolean();

	Section(Line<S, T> line, Executor executor) {
		this.line = line;
		this.executor = executor;
	}

	Executor executor() {
		return this.executor;
	}

	Line<S, T> line() {
		return this.line;
	}

	boolean isEmpty() {
		return this.places.isEmpty();
	}

	/**
	 * Tell everybody what is new, soon.
	 */
	void wake() {
		if (this.woken.compareAndSet(false, true)) {
			this.executor.execute(this::tellAll);
		}
	}

	Place<S, T> add(Listener<S, T> listener, Receiver receiver) {
		Place<S, T> place = new Place<>(this, listener, receiver, this.places.size());
		this.places.add(place);
		this.executor.execute(place::tell);
		return place;
	}

	void remove(Place<S, T> place) {
		Place<S, T> last = this.places.removeLast();
		if (last != place) {
			this.places.set(place.index(), last);
			last.moveTo(place.index());
		}
		this.line.left(this);
	}

	/**
	 * Tell somebody more when a step has been executed.
	 */
	void await(CompletableFuture<byte[]> payload, Place<S, T> place) {
		List<Place<S, T>> others = this.waiting.get(payload);
		if (others != null) {
			others.add(place);
			return;
		}
		this.waiting.put(payload, new ArrayList<>(List.of(place)));
		payload.whenComplete((_, _) -> this.executor.execute(() -> {
			List<Place<S, T>> ready = this.waiting.remove(payload);
			if (ready != null) {
				ready.forEach(Place::tell);
			}
		}));
	}

	private void tellAll() {
		this.woken.set(false);
		for (int i = this.places.size() - 1; i >= 0; i--) {
			this.places.get(i).tell();
		}
	}

}
