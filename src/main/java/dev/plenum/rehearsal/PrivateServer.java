package dev.plenum.rehearsal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

import dev.plenum.platform.security.LocalMode;

import org.springframework.boot.SpringApplication;
import org.springframework.boot.context.logging.LoggingApplicationListener;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.core.env.AbstractEnvironment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.FileSystemUtils;

/**
 * A second server in this process that only the rehearsal uses. It listens on a free port
 * of the loopback interface, has an embedded database in a temporary directory and a push
 * service of its own, and reads no settings of the real server. Its data are deleted when
 * it is closed. The two servers share nothing but the code.
 */
final class PrivateServer implements AutoCloseable {

	private final Path directory;

	private final PushService pushService;

	private final ConfigurableApplicationContext context;

	private PrivateServer(Path directory, PushService pushService, SpringApplication application) {
		this.directory = directory;
		this.pushService = pushService;
		this.context = prepared(application, settings(directory, pushService)).run();
	}

	/**
	 * Starts a server in a process without another one. The calling thread waits.
	 * @param application the class of the server
	 * @return the server
	 */
	static PrivateServer alone(Class<?> application) {
		return start(new SpringApplication(application));
	}

	/**
	 * Starts a server in the process of another one, without changing its logging. The
	 * calling thread waits for about a second.
	 * @param other the application of the other server
	 * @return the server
	 */
	static PrivateServer beside(SpringApplication other) {
		SpringApplication application = new SpringApplication(
				other.getAllSources().stream().filter(Class.class::isInstance).toArray(Class<?>[]::new));
		application.setListeners(application.getListeners()
			.stream()
			.filter((listener) -> !(listener instanceof LoggingApplicationListener))
			.toList());
		return start(application);
	}

	private static PrivateServer start(SpringApplication application) {
		Path directory = temporaryDirectory();
		PushService pushService = new PushService();
		try {
			return new PrivateServer(directory, pushService, application);
		}
		catch (RuntimeException ex) {
			pushService.close();
			delete(directory);
			throw ex;
		}
	}

	URI address() {
		return URI.create("http://127.0.0.1:" + this.context.getEnvironment().getRequiredProperty("local.server.port"));
	}

	PushService pushService() {
		return this.pushService;
	}

	InstantSource clock() {
		return this.context.getBean(InstantSource.class);
	}

	String administratorsToken() {
		return Objects.requireNonNull(this.context.getBean(LocalMode.class).tokens().get("admin"));
	}

	@Override
	public void close() {
		this.context.close();
		this.pushService.close();
		delete(this.directory);
	}

	private static void delete(Path directory) {
		try {
			FileSystemUtils.deleteRecursively(directory);
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static Path temporaryDirectory() {
		try {
			return Files.createTempDirectory("plenum-rehearsal");
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
	}

	private static SpringApplication prepared(SpringApplication application, Map<String, Object> settings) {
		application.setEnvironment(new OwnEnvironment(settings));
		application.setRegisterShutdownHook(false);
		application.setLogStartupInfo(false);
		return application;
	}

	private static Map<String, Object> settings(Path directory, PushService pushService) {
		Map<String, Object> settings = new LinkedHashMap<>();
		settings.put("spring.config.location", "classpath:/application.yaml");
		settings.put("server.address", "127.0.0.1");
		settings.put("server.port", "0");
		settings.put("logging.level.dev.plenum", "warn");
		settings.put("management.metrics.use-global-registry", "false");
		settings.put("plenum.data", directory.toString());
		settings.put("plenum.samples", "false");
		settings.put("plenum.push.contact", "mailto:rehearsal@example.org");
		settings.put("plenum.push.services", pushService.origin());
		settings.put("plenum.push.content.settling", "0s");
		settings.put("plenum.telemetry.log-operations", "false");
		settings.put("plenum.rehearsal.at-most", "0s");
		return settings;
	}

	/**
	 * Contains only the given settings, without environment variables and system
	 * properties.
	 */
	private static final class OwnEnvironment extends AbstractEnvironment {

		OwnEnvironment(Map<String, Object> settings) {
			getPropertySources().addFirst(new MapPropertySource("rehearsal", settings));
		}

	}

}
