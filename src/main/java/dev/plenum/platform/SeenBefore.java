package dev.plenum.platform;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.CRC32C;

/**
 * Remembers approximately which values were requested recently, so that a cache keeps
 * only values that are requested again: a client with many different requests cannot fill
 * it. It always takes 256 KB. A value is forgotten when another value takes its slot.
 */
public final class SeenBefore {

	private static final int SLOT_BITS = 16;

	private final AtomicIntegerArray slots = new AtomicIntegerArray(1 << SLOT_BITS);

	/**
	 * Odd, so that different hashes stay different. It is random, so that clients cannot
	 * predict the slots.
	 */
	private final int factor = ThreadLocalRandom.current().nextInt() | 1;

	/**
	 * Computes a hash code for {@link #test}. In contrast to {@link String#hashCode()},
	 * texts that differ in a few characters have different hash codes.
	 * @param bytes the value
	 * @return its hash code
	 */
	public static int hash(byte[] bytes) {
		CRC32C sum = new CRC32C();
		sum.update(bytes);
		return (int) sum.getValue();
	}

	/**
	 * Remembers a value.
	 * @param hash its hash code; values with the same hash code count as equal
	 * @return true if it was remembered before and is not forgotten
	 */
	public boolean test(int hash) {
		int mark = hash * this.factor;
		return this.slots.getAndSet(mark >>> (Integer.SIZE - SLOT_BITS), ~mark) == ~mark;
	}

}
