package dev.plenum.platform.mongo;

import com.mongodb.MongoClientSettings;
import org.bson.codecs.configuration.CodecRegistries;
import org.bson.codecs.configuration.CodecRegistry;

/**
 * How the server writes its records, for tests without a server.
 */
public final class TestCodecs {

	private TestCodecs() {
	}

	/**
	 * The codecs of the server.
	 * @return the registry
	 */
	public static CodecRegistry registry() {
		return CodecRegistries.fromRegistries(CodecRegistries.fromCodecs(new TextCodec()),
				CodecRegistries.fromProviders(CarryingCodec.provider()), MongoClientSettings.getDefaultCodecRegistry());
	}

}
