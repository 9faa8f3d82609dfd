package dev.plenum.platform.embedded;

import java.nio.ByteBuffer;

import de.bwaldvogel.mongo.bson.Document;
import de.bwaldvogel.mongo.wire.bson.BsonDecoder;
import de.bwaldvogel.mongo.wire.bson.BsonEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/**
 * Stores documents as BSON in the file. The store's default is Java serialization, which
 * needs three times the space and time. An instance belongs to one map and knows the
 * average size of its documents.
 */
final class BsonFormat extends BasicDataType<Document> {

	/** Initial size in bytes: most documents fit, and large ones grow from here. */
	private static final int ROOM = 16 * 1024;

	private static final int HEAP_BYTES_PER_BSON_BYTE = 4;

	private int averageLength = 1024;

	static byte[] encode(Document document) {
		ByteBuf buffer = Unpooled.buffer(ROOM);
		BsonEncoder.encodeDocument(document, buffer);
		byte[] bytes = new byte[buffer.readableBytes()];
		buffer.readBytes(bytes);
		return bytes;
	}

	static Document decode(byte[] bytes) {
		return BsonDecoder.decodeBson(Unpooled.wrappedBuffer(bytes));
	}

	@Override
	public void write(WriteBuffer buffer, Document document) {
		byte[] bytes = encode(document);
		learn(bytes.length);
		buffer.putVarInt(bytes.length).put(bytes);
	}

	@Override
	public Document read(ByteBuffer buffer) {
		byte[] bytes = new byte[DataUtils.readVarInt(buffer)];
		learn(bytes.length);
		buffer.get(bytes);
		return decode(bytes);
	}

	/**
	 * Heap that a document needs, in bytes: the average, since the exact value would need
	 * an encoding.
	 */
	@Override
	public int getMemory(Document document) {
		return this.averageLength * HEAP_BYTES_PER_BSON_BYTE;
	}

	@Override
	public Document[] createStorage(int size) {
		return new Document[size];
	}

	private void learn(int length) {
		this.averageLength += (length - this.averageLength) / 16;
	}

}
