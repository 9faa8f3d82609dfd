package dev.plenum.platform.outbound;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BiFunction;

import javax.net.ssl.KeyManagerFactory;

import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import org.reactivestreams.Publisher;
import reactor.netty.DisposableServer;
import reactor.netty.http.server.HttpServer;
import reactor.netty.http.server.HttpServerRequest;
import reactor.netty.http.server.HttpServerResponse;

/**
 * An HTTPS server on 127.0.0.1. Its certificate is valid for localhost and the names of
 * example.org, and is made for this process.
 */
public final class SecureServer implements AutoCloseable {

	private static final char[] PASSWORD = "password".toCharArray();

	private static final Path DIRECTORY = certificates();

	private final DisposableServer server;

	private SecureServer(DisposableServer server) {
		this.server = server;
	}

	/**
	 * Starts a server on a free port.
	 * @param handler answers requests
	 * @return the server
	 */
	public static SecureServer start(
			BiFunction<? super HttpServerRequest, ? super HttpServerResponse, ? extends Publisher<Void>> handler) {
		return start(0, handler);
	}

	/**
	 * Starts a server.
	 * @param port the port; 0 for a free one
	 * @param handler answers requests
	 * @return the server
	 */
	public static SecureServer start(int port,
			BiFunction<? super HttpServerRequest, ? super HttpServerResponse, ? extends Publisher<Void>> handler) {
		return new SecureServer(HttpServer.create()
			.host("127.0.0.1")
			.port(port)
			.secure((tls) -> tls.sslContext(context()))
			.handle(handler)
			.bindNow());
	}

	/**
	 * The file with the certificate, for the setting
	 * {@code plenum.outbound.certificates}.
	 * @return a file in PEM format
	 */
	public static Path certificate() {
		return DIRECTORY.resolve("server.pem");
	}

	public int port() {
		return this.server.port();
	}

	@Override
	public void close() {
		this.server.disposeNow();
	}

	private static SslContext context() {
		try {
			KeyStore store = KeyStore.getInstance(DIRECTORY.resolve("server.p12").toFile(), PASSWORD);
			KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
			keys.init(store, PASSWORD);
			return SslContextBuilder.forServer(keys).build();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static Path certificates() {
		try {
			Path directory = Files.createTempDirectory("plenum-tls");
			String store = directory.resolve("server.p12").toString();
			keytool(store, "-genkeypair", "-keyalg", "EC", "-dname", "CN=localhost", "-validity", "30", "-ext",
					"san=dns:localhost,dns:example.org,dns:*.example.org");
			keytool(store, "-exportcert", "-rfc", "-file", directory.resolve("server.pem").toString());
			return directory;
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static void keytool(String store, String... arguments) throws IOException {
		List<String> command = new ArrayList<>(
				List.of(Path.of(System.getProperty("java.home"), "bin", "keytool").toString()));
		command.addAll(List.of(arguments));
		command.addAll(List.of("-alias", "server", "-keystore", store, "-storepass", new String(PASSWORD)));
		Process process = new ProcessBuilder(command).inheritIO().start();
		try {
			if (!process.waitFor(1, TimeUnit.MINUTES) || process.exitValue() != 0) {
				throw new IOException("keytool failed");
			}
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IOException(ex);
		}
	}

}
