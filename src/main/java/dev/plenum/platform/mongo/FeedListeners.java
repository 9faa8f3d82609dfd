package dev.plenum.platform.mongo;

import java.util.List;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.stream.Collectors;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The listeners of the change feed. One that fails is logged and disturbs neither the
 * others nor its own next news.
 */
final class FeedListeners {

	private static final Logger log = LoggerFactory.getLogger(FeedListeners.class);

	private final List<Listener> listeners = new CopyOnWriteArrayList<>();

	void add(Set<String> collections, Consumer<News> listener) {
		this.listeners.add(new Listener(collections, listener));
	}

	/** The names of all collections that a listener has asked for. */
	Set<String> collections() {
		return this.listeners.stream()
			.flatMap((listener) -> listener.collections().stream())
			.collect(Collectors.toUnmodifiableSet());
	}

	/**
	 * Notifies the listeners of the changed document's collection, or all listeners of a
	 * gap.
	 */
	void publish(News news) {
		for (Listener listener : this.listeners) {
			if (!(news instanceof News.Changed changed) || listener.collections().contains(changed.collection())) {
				publish(listener, news);
			}
		}
	}

	private static void publish(Listener listener, News news) {
		try {
			listener.action().accept(news);
		}
		catch (Throwable ex) {
			log.error("A listener failed on {}; what it keeps in memory stays as it was", subject(news), ex);
		}
	}

	private static String subject(News news) {
		return switch (news) {
			case News.Changed changed -> changed.id() + " in " + changed.collection();
			case News.Gap _ -> "a gap";
		};
	}

	private record Listener(Set<String> collections, Consumer<News> action) {
	}

}
