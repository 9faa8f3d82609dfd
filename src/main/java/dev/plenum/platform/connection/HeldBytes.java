package dev.plenum.platform.connection;

import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;

import org.jspecify.annotations.Nullable;

import org.springframework.util.unit.DataSize;

/**
 * Counts memory that clients occupy, in total and for each address.
 */
final class HeldBytes {

	private final AtomicLong all = new AtomicLong();

	private final Map<String, Long> addresses = new ConcurrentHashMap<>();

	private final long most;

	private final long mostPerAddress;

	private final Rejection tooMuch;

	private final Rejection tooMuchPerAddress;

	private HeldBytes(DataSize most, DataSize mostPerAddress, Rejection tooMuch, Rejection tooMuchPerAddress) {
		this.most = most.toBytes();
		this.mostPerAddress = mostPerAddress.toBytes();
		this.tooMuch = tooMuch;
		this.tooMuchPerAddress = tooMuchPerAddress;
	}

	/**
	 * The memory of requests that are not complete or not answered.
	 */
	static HeldBytes ofRequests(ConnectionSettings settings) {
		return new HeldBytes(settings.held(), settings.heldPerAddress(),
				Rejection.tooMuchForServer("The server is receiving too many large requests. Retry later."),
				Rejection.tooMuchFromAddress("Too many large requests from this address at the same time."));
	}

	/**
	 * The memory of answers that their clients have not read yet.
	 */
	static HeldBytes ofAnswers(ConnectionSettings settings) {
		return new HeldBytes(settings.unread(), settings.unreadPerAddress(),
				Rejection.tooMuchForServer("Clients do not read their answers, and one of them was disconnected."),
				Rejection.tooMuchFromAddress(
						"Clients at one address do not read their answers, and one of them was disconnected."));
	}

	/**
	 * Counts additional memory within the limits.
	 * @param address the address of the client; empty if it is not limited
	 * @param bytes the additional memory
	 * @return the reason for a refusal, which counts nothing; null if it was counted
	 */
	@Nullable Rejection take(String address, long bytes) {
		if (this.all.get() + bytes > this.most) {
			return this.tooMuch;
		}
		if (!address.isEmpty() && this.addresses.getOrDefault(address, 0L) + bytes > this.mostPerAddress) {
			return this.tooMuchPerAddress;
		}
		add(address, bytes);
		return null;
	}

	/**
	 * Counts additional memory without checking the limits.
	 * @param address the address of the client; empty if it is not limited
	 * @param bytes the additional memory; negative if memory was released
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
