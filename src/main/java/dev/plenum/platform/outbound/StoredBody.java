package dev.plenum.platform.outbound;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.concurrent.atomic.AtomicLong;
import java.util.zip.GZIPInputStream;
import java.util.zip.ZipException;

import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import reactor.core.publisher.Flux;
import reactor.core.publisher.Mono;
import reactor.core.scheduler.Schedulers;
import reactor.netty.ByteBufFlux;

import org.springframework.core.io.buffer.DataBuffer;
import org.springframework.core.io.buffer.DataBufferUtils;
import org.springframework.core.io.buffer.DefaultDataBufferFactory;

/**
 * Writes the body of a response to a file. Its size is counted while it is received, and
 * again while it is unpacked.
 *
 * @param file the file
 * @param most the maximum number of bytes
 */
record StoredBody(Path file, long most) {

	private static final int BUFFER_SIZE = 16 * 1024;

	/**
	 * Writes the body.
	 * @return the end; an error of this class if the body cannot be used
	 */
	Mono<Void> store(HttpHeaders headers, ByteBufFlux content) {
		String coding = headers.get(HttpHeaderNames.CONTENT_ENCODING, "identity");
		return switch (coding) {
			case "identity" -> write(content, this.file);
			case "gzip",
					"x-gzip" ->
				Mono.usingWhen(blocking(() -> Files.createTempFile("plenum-packed", null)),
						(packed) -> write(content, packed).then(blocking(() -> unpack(packed))),
						(packed) -> blocking(() -> Files.deleteIfExists(packed)))
					.then();
			default -> Mono.error(() -> new NotReadableException("compressed with " + coding));
		};
	}

	private Mono<Void> write(ByteBufFlux content, Path target) {
		return DataBufferUtils.write(counted(content), target);
	}

	private Flux<DataBuffer> counted(ByteBufFlux content) {
		AtomicLong size = new AtomicLong();
		return content.asByteArray().map((part) -> {
			if (size.addAndGet(part.length) > this.most) {
				throw new TooLargeException();
			}
			return DefaultDataBufferFactory.sharedInstance.wrap(part);
		});
	}

	private Path unpack(Path packed) throws IOException {
		long size = 0;
		byte[] buffer = new byte[BUFFER_SIZE];
		try (InputStream in = new GZIPInputStream(Files.newInputStream(packed), BUFFER_SIZE);
				OutputStream out = Files.newOutputStream(this.file)) {
			for (int length = in.read(buffer); length >= 0; length = in.read(buffer)) {
				size += length;
				if (size > this.most) {
					throw new TooLargeException();
				}
				out.write(buffer, 0, length);
			}
		}
		catch (ZipException | EOFException ex) {
			throw new NotReadableException(String.valueOf(ex.getMessage()));
		}
		return this.file;
	}

	private static <T> Mono<T> blocking(Callable<T> work) {
		return Mono.fromCallable(work).subscribeOn(Schedulers.boundedElastic());
	}

	/** The body is too large. */
	static final class TooLargeException extends RuntimeException {

		TooLargeException() {
			super("the body is too large", null, false, false);
		}

	}

	/** The body is not compressed as the response says. */
	static final class NotReadableException extends RuntimeException {

		NotReadableException(String message) {
			super(message, null, false, false);
		}

	}

}
