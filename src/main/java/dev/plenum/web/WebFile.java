package dev.plenum.web;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

import dev.plenum.platform.Sha256;
import reactor.core.publisher.Mono;

import org.springframework.http.CacheControl;
import org.springframework.http.HttpHeaders;
import org.springframework.http.MediaType;
import org.springframework.util.function.SingletonSupplier;
import org.springframework.web.reactive.function.server.ServerRequest;
import org.springframework.web.reactive.function.server.ServerResponse;

/**
 * A file of the web applications, which is compressed once.
 *
 * @param type its media type
 * @param content its content
 * @param tag its entity tag
 * @param compressed its content, compressed with gzip at the first request
 */
record WebFile(MediaType type, byte[] content, String tag, SingletonSupplier<byte[]> compressed) {

	static WebFile of(MediaType type, byte[] content) {
		return new WebFile(type, content, Sha256.entityTag(content), SingletonSupplier.of(() -> gzip(content)));
	}

	/**
	 * Answers a request for the file.
	 * @param request the request
	 * @param cache how long the answer may be cached
	 * @return the file, or status 304 if the client has it
	 */
	Mono<ServerResponse> answer(ServerRequest request, CacheControl cache) {
		return request.checkNotModified(this.tag)
			.switchIfEmpty(Mono.defer(() -> content(request,
					ServerResponse.ok().cacheControl(cache).varyBy(HttpHeaders.ACCEPT_ENCODING))));
	}

	/**
	 * Adds the content to an answer, compressed if the client accepts that.
	 * @param request the request
	 * @param answer the answer with its status and caching
	 * @return the answer
	 */
	Mono<ServerResponse> content(ServerRequest request, ServerResponse.BodyBuilder answer) {
		answer.contentType(this.type).eTag(this.tag);
		return acceptsGzip(request)
				? answer.header(HttpHeaders.CONTENT_ENCODING, "gzip").bodyValue(this.compressed.obtain())
				: answer.bodyValue(this.content);
	}

	private boolean acceptsGzip(ServerRequest request) {
		return !this.type.getType().equals("image") || this.type.getSubtype().startsWith("svg")
				? request.headers().header(HttpHeaders.ACCEPT_ENCODING).stream().anyMatch(WebFile::namesGzip) : false;
	}

	private static boolean namesGzip(String encodings) {
		return encodings.matches("(?i).*\\bgzip\\b(?!\\s*;\\s*q=0(\\.0*)?\\s*(,|$)).*");
	}

	private static byte[] gzip(byte[] content) {
		ByteArrayOutputStream compressed = new ByteArrayOutputStream();
		try (GZIPOutputStream gzip = new GZIPOutputStream(compressed) {
			{
				this.def.setLevel(Deflater.BEST_COMPRESSION);
			}
		}) {
			gzip.write(content);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		return compressed.toByteArray();
	}

}
