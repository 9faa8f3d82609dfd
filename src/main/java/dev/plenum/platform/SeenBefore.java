package dev.plenum.platform;

import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.zip.CRC32C;

/**
 * Remembers roughly what was asked for lately, so that only what is asked for again is
 * kept: one client with many different requests cannot fill a cache by asking each once.
 * It takes 256 KB, however much it is shown. Something is forgotten when something else
 * takes its slot.
 */
public final class SeenBefore {

	private static final int SLOT_BITS = 16;

	private final AtomicIntegerArray slots = new AtomicIntegerArray(1 << SLOT_BITS);

	/**
	 * Odd, so that different hashes stay different; nobody outside can tell the slots.
	 */
	private final int factor = ThreadLocalRandom.current().nextInt() | 1;

	/**
	 * A hash code for {@link #test}. Texts that differ in a few characters often have the
	 * same {@link String#hashCode()}, and not the same of these.
	 * @param bytes what is asked for
	 * @return its hash code
	 */
	public static int hash(byte[] bytes) {
		CRC32C sum = new CRC32C();
		sum.update(bytes);
		return (int) sum.getValue();
	}

	/**
	 * Notes something.
	 * @param hash its hash code; what has the same is taken for the same
	 * @return true if it was noted before and is not forgotten
	 */
	public boolean test(int hash) {
		int mark = hash * this.factor;
		return this.slots.getAndSet(mark >>> (Integer.SIZE - SLOT_BITS), ~mark) == ~mark;
	}

}
