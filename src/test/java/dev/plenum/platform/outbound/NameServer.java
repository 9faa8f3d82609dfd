package dev.plenum.platform.outbound;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.Inet4Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server of names whose answers expire at once.
 */
final class NameServer implements AutoCloseable {

	private static final int TYPE_A = 1;

	private static final int TYPE_AAAA = 28;

	private static final int RESPONSE = 0x8580;

	private static final int UNKNOWN_NAME = 3;

	private final DatagramSocket socket = new DatagramSocket(
			new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));

	private final Map<String, List<List<String>>> names;

	private final Map<String, AtomicInteger> queries = new ConcurrentHashMap<>();

	/**
	 * Starts a server.
	 * @param names for each name the addresses of the first answer, the second answer and
	 * so on; the last one is repeated
	 */
	NameServer(Map<String, List<List<String>>> names) throws IOException {
		this.names = names;
		Thread.ofVirtual().start(this::answer);
	}

	InetSocketAddress address() {
		return (InetSocketAddress) this.socket.getLocalSocketAddress();
	}

	/**
	 * The number of queries for the IPv4 addresses of a name.
	 */
	int queries(String name) {
		return this.queries.getOrDefault(name, new AtomicInteger()).get();
	}

	@Override
	public void close() {
		this.socket.close();
	}

	private void answer() {
		try {
			while (true) {
				DatagramPacket packet = new DatagramPacket(new byte[1500], 1500);
				this.socket.receive(packet);
				byte[] answer = answer(ByteBuffer.wrap(packet.getData(), 0, packet.getLength()));
				this.socket.send(new DatagramPacket(answer, answer.length, packet.getSocketAddress()));
			}
		}
		catch (IOException ex) {
			// the test is over
		}
	}

	private byte[] answer(ByteBuffer query) throws IOException {
		short id = query.getShort();
		query.position(12);
		StringBuilder name = new StringBuilder();
		for (int length = query.get(); length > 0; length = query.get()) {
			byte[] label = new byte[length];
			query.get(label);
			name.append(name.isEmpty() ? "" : ".").append(new String(label, StandardCharsets.US_ASCII));
		}
		int type = query.getShort();
		query.getShort();
		int end = query.position();
		List<List<String>> answers = this.names.get(name.toString().toLowerCase(Locale.ROOT));
		ByteArrayOutputStream records = new ByteArrayOutputStream();
		int count = 0;
		if (answers != null) {
			int number = (type == TYPE_A)
					? this.queries.computeIfAbsent(name.toString(), (_) -> new AtomicInteger()).getAndIncrement()
					: queries(name.toString()) - 1;
			for (String address : answers.get(Math.clamp(number, 0, answers.size() - 1))) {
				InetAddress ip = InetAddress.getByName(address);
				if (type == ((ip instanceof Inet4Address) ? TYPE_A : TYPE_AAAA)) {
					count++;
					byte[] bytes = ip.getAddress();
					records.writeBytes(ByteBuffer.allocate(12)
						.putShort((short) 0xC00C)
						.putShort((short) type)
						.putShort((short) 1)
						.putInt(0)
						.putShort((short) bytes.length)
						.array());
					records.writeBytes(bytes);
				}
			}
		}
		ByteArrayOutputStream answer = new ByteArrayOutputStream();
		answer.writeBytes(ByteBuffer.allocate(12)
			.putShort(id)
			.putShort((short) (RESPONSE + ((answers != null) ? 0 : UNKNOWN_NAME)))
			.putShort((short) 1)
			.putShort((short) count)
			.putInt(0)
			.array());
		answer.write(query.array(), 12, end - 12);
		records.writeTo(answer);
		return answer.toByteArray();
	}

}
