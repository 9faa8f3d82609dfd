package dev.plenum.platform.security;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.text.ParseException;
import java.util.Map;
import java.util.Set;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.Curve;
import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.KeyUse;
import com.nimbusds.jose.jwk.gen.ECKeyGenerator;
import com.nimbusds.jose.util.JSONObjectUtils;
import dev.plenum.platform.startup.StartupException;

/**
 * The files of the local mode in the data directory. Only their owner can read them.
 * Every method throws {@link StartupException} if the directory cannot be used.
 *
 * @param data the data directory, which is created if it does not exist
 */
record LocalFiles(Path data) {

	private static final FileAttribute<?>[] OWNER_ONLY = ownerOnly();

	/**
	 * The key that signs the tokens of the local mode. It is created if it does not
	 * exist. Concurrent calls, even of several processes, return the same key.
	 * @return the key with its private part
	 */
	ECKey key() {
		Path file = this.data.resolve("local-key.json");
		try {
			Files.createDirectories(this.data);
			return readOrMake(file);
		}
		catch (IOException ex) {
			throw unusable(ex);
		}
		catch (ParseException ex) {
			throw new StartupException(file.toAbsolutePath() + " is not a key of the local mode",
					"Delete the file and start again. This creates a new key and invalidates old tokens.", ex);
		}
	}

	/**
	 * Writes tokens to {@code local-tokens.json}, where scripts can read them.
	 * @param tokens the tokens by subject
	 */
	void write(Map<String, String> tokens) {
		try {
			Path draft = Files.createTempFile(this.data, "local-tokens", ".tmp", OWNER_ONLY);
			try {
				Files.writeString(draft, JSONObjectUtils.toJSONString(tokens));
				Files.move(draft, this.data.resolve("local-tokens.json"), StandardCopyOption.ATOMIC_MOVE);
			}
			finally {
				Files.deleteIfExists(draft);
			}
		}
		catch (IOException ex) {
			throw unusable(ex);
		}
	}

	/**
	 * The lock excludes other processes. The monitor excludes other threads of this
	 * process, for which the lock would fail.
	 */
	private static synchronized ECKey readOrMake(Path file) throws IOException, ParseException {
		try (FileChannel channel = FileChannel.open(file,
				Set.of(StandardOpenOption.READ, StandardOpenOption.WRITE, StandardOpenOption.CREATE), OWNER_ONLY)) {
			channel.lock();
			if (channel.size() == 0) {
				ECKey made = make();
				channel.write(ByteBuffer.wrap(made.toJSONString().getBytes(StandardCharsets.UTF_8)));
				channel.force(true);
				return made;
			}
			InputStream kept = Channels.newInputStream(channel);
			ECKey key = ECKey.parse(new String(kept.readAllBytes(), StandardCharsets.UTF_8));
			if (!key.isPrivate() || !Curve.P_256.equals(key.getCurve())) {
				throw new ParseException("No private key for ES256", 0);
			}
			return key;
		}
	}

	private static ECKey make() {
		try {
			return new ECKeyGenerator(Curve.P_256).keyUse(KeyUse.SIGNATURE)
				.algorithm(JWSAlgorithm.ES256)
				.keyIDFromThumbprint(true)
				.generate();
		}
		catch (JOSEException ex) {
			throw new IllegalStateException("No key can be made", ex);
		}
	}

	private StartupException unusable(IOException ex) {
		return new StartupException(
				"the data directory " + this.data.toAbsolutePath() + " cannot be written (" + reason(ex) + ")",
				"Make it writable for this user, or choose another directory with --plenum.data=….", ex);
	}

	private static String reason(IOException ex) {
		return switch (ex) {
			case FileAlreadyExistsException file -> "it is a file";
			case AccessDeniedException denied -> "access denied";
			case FileSystemException other when other.getReason() != null -> other.getReason();
			default -> String.valueOf(ex.getMessage());
		};
	}

	private static FileAttribute<?>[] ownerOnly() {
		boolean posix = Path.of("").getFileSystem().supportedFileAttributeViews().contains("posix");
		return posix
				? new FileAttribute<?>[] {
						PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")) }
				: new FileAttribute<?>[0];
	}

}
