package dev.plenum.door;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

import dev.plenum.platform.Sha256;

/**
 * The entries of a door list in parts, by a hash of the id. The cursor contains a hash of
 * each part, so that any server finds the parts that a device does not have yet, and none
 * has to remember what it sent.
 */
final class DoorParts {

	static final int COUNT = 128;

	private final List<List<Map<String, Object>>> parts = new ArrayList<>();

	private final int[] hashes = new int[COUNT];

	/**
	 * Divides entries into parts.
	 * @param entries the entries in any order, each with an {@code id}
	 */
	DoorParts(List<Map<String, Object>> entries) {
		for (int i = 0; i < COUNT; i++) {
			this.parts.add(new ArrayList<>());
		}
		entries.stream()
			.sorted(Comparator.comparing((entry) -> id(entry)))
			.forEach((entry) -> this.parts.get(Math.floorMod(hash(id(entry)), COUNT)).add(entry));
		for (int i = 0; i < COUNT; i++) {
			this.hashes[i] = hash(this.parts.get(i).toString());
		}
	}

	private DoorParts(byte[] cursor) {
		ByteBuffer.wrap(cursor).asIntBuffer().get(this.hashes);
	}

	/**
	 * Reads the parts that a device has.
	 * @param cursor the cursor of its last list; any other text stands for no parts
	 */
	static DoorParts known(String cursor) {
		try {
			byte[] bytes = Base64.getUrlDecoder().decode(cursor);
			return new DoorParts((bytes.length == COUNT * Integer.BYTES) ? bytes : new byte[COUNT * Integer.BYTES]);
		}
		catch (IllegalArgumentException ex) {
			return new DoorParts(new byte[COUNT * Integer.BYTES]);
		}
	}

	String cursor() {
		ByteBuffer bytes = ByteBuffer.allocate(COUNT * Integer.BYTES);
		bytes.asIntBuffer().put(this.hashes);
		return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes.array());
	}

	/**
	 * Returns the parts that differ from those that a device has.
	 * @return each such part completely, by its number
	 */
	Map<String, Object> since(DoorParts known) {
		Map<String, Object> changed = new LinkedHashMap<>();
		for (int i = 0; i < COUNT; i++) {
			if (this.hashes[i] != known.hashes[i]) {
				changed.put(Integer.toString(i), this.parts.get(i));
			}
		}
		return changed;
	}

	private static String id(Map<String, Object> entry) {
		return String.valueOf(entry.get("id"));
	}

	private static int hash(String text) {
		return ByteBuffer.wrap(Sha256.of(text)).getInt();
	}

}
