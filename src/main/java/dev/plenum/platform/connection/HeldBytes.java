package dev.plenum.platform.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

/**
 * Counts the memory that requests take which are not complete, or not answered: in all,
 * and for each address.
 */
final class HeldBytes {

	private final AtomicLong all = new AtomicLong();

	private final Map<String, Long> addresses = new ConcurrentHashMap<>();

	private final long most;

	private final long mostPerAddress;

	HeldBytes(long most, long mostPerAddress) {
		this.most = most;
		this.mostPerAddress = mostPerAddress;
	}

	/**
	 * Count more.
	 * @param address where it comes from; empty for addresses that are not limited
	 * @param bytes how much
	 * @return why it is too much, and nothing was counted; null if it was counted
	 */
	@Nullable Rejection take(String address, long bytes) {
		if (this.all.get() + bytes > this.most) {
			return Rejection.tooMuchForServer("The server receives too many large requests at the moment.");
		}
		if (!address.isEmpty() && this.addresses.getOrDefault(address, 0L) + bytes > this.mostPerAddress) {
			return Rejection.tooMuchFromAddress("Too many large requests from this address at the same time.");
		}
		add(address, bytes);
		return null;
	}

	/**
	 * Count something that there already is, or (a negative number) is no longer.
	 * @param address where it came from; empty for addresses that are not limited
	 * @param bytes how much
	 */
	void add(String address, long bytes) {
		this.all.addAndGet(bytes);
		if (!address.isEmpty()) {
			this.addresses.compute(address, (_, held) -> {
				long sum = ((held != null) ? held : 0) + bytes;
				return (sum != 0) ? sum : null;
			});
		}
	}

	long all() {
		return this.all.get();
	}

}
