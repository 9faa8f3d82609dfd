package dev.plenum.platform.security;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

import dev.plenum.ServerProcess;
import org.awaitility.Awaitility;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.NullNode;

/**
 * A real Keycloak in a process of its own, with the realm of {@code docs}.
 */
public final class Keycloak implements AutoCloseable {

	private static final Duration PATIENCE = Duration.ofMinutes(8);

	/** The password of every user. */
	public static final String PASSWORD = "correct horse";

	private final int port = ServerProcess.freePort();

	private final Process process;

	/**
	 * Starts Keycloak and waits until it answers. Its console goes to a file beside its
	 * directory.
	 * @param home the directory of its distribution
	 */
	Keycloak(Path home) {
		try {
			Path realm = Files.createDirectories(home.resolve("data/import")).resolve("conference.json");
			Files.copy(Path.of("docs/keycloak-realm.json"), realm, StandardCopyOption.REPLACE_EXISTING);
			ProcessBuilder builder = new ProcessBuilder("bash", home.resolve("bin/kc.sh").toString(), "start-dev",
					"--import-realm", "--cache=local", "--db=dev-mem", "--http-host=127.0.0.1",
					"--http-port=" + this.port, "--http-management-port=" + ServerProcess.freePort());
			builder.environment()
				.putAll(Map.of("JAVA_HOME", System.getProperty("java.home"), "KC_BOOTSTRAP_ADMIN_USERNAME", "admin",
						"KC_BOOTSTRAP_ADMIN_PASSWORD", PASSWORD));
			this.process = builder.redirectErrorStream(true)
				.redirectOutput(home.resolveSibling("keycloak-" + this.port + ".log").toFile())
				.start();
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		Awaitility.await().atMost(PATIENCE).pollInterval(Duration.ofSeconds(1)).until(this::isReady);
	}

	String issuer() {
		return "http://127.0.0.1:%d/realms/conference".formatted(this.port);
	}

	/**
	 * Makes a user, with the password that every user has here.
	 * @param name the user's name
	 * @param roles roles of the realm
	 * @return what {@code sub} is in the user's tokens
	 */
	public String user(String name, String... roles) {
		administer("POST", "/users",
				Map.of("username", name, "enabled", true, "email", name + "@example.org", "emailVerified", true,
						"firstName", name, "lastName", "Example", "credentials",
						List.of(Map.of("type", "password", "value", PASSWORD, "temporary", false))));
		String id = administer("GET", "/users?exact=true&username=" + name, null).at("/0/id").asString();
		for (String role : roles) {
			administer("POST", "/users/" + id + "/role-mappings/realm",
					List.of(administer("GET", "/roles/" + role, null)));
		}
		return id;
	}

	/**
	 * Changes a client.
	 * @param name the client's id
	 * @param attribute one of its attributes
	 * @param value what it is from now on
	 */
	void client(String name, String attribute, String value) {
		JsonNode client = administer("GET", "/clients?clientId=" + name, null).get(0);
		administer("PUT", "/clients/" + client.get("id").asString(), Map.of("attributes", Map.of(attribute, value)));
	}

	/**
	 * Lets the web applications of a server sign in, and only those.
	 * @param server the address of the server, without a path
	 */
	public void webApplications(URI server) {
		JsonNode client = administer("GET", "/clients?clientId=plenum-app", null).get(0);
		administer("PUT", "/clients/" + client.get("id").asString(), Map.of("redirectUris", List.of(server + "/e/*")));
	}

	/**
	 * Uses a refresh token of the web applications.
	 * @param refreshToken the token
	 * @return the status of the answer
	 */
	public int statusOfRefresh(String refreshToken) {
		return send(browser(), post(address("/token"),
				Map.of("grant_type", "refresh_token", "client_id", "plenum-app", "refresh_token", refreshToken)))
			.statusCode();
	}

	/**
	 * Adds the scope that adds the audience to a client, or removes it.
	 * @param name the client's id
	 * @param present whether the client has the scope from now on
	 */
	void audience(String name, boolean present) {
		String client = administer("GET", "/clients?clientId=" + name, null).at("/0/id").asString();
		for (JsonNode scope : administer("GET", "/client-scopes", null)) {
			if (scope.get("name").asString().equals("plenum")) {
				administer(present ? "PUT" : "DELETE",
						"/clients/" + client + "/default-client-scopes/" + scope.get("id").asString(), null);
			}
		}
	}

	/**
	 * Logs a user in at the command line, as the page shows it (RFC 8628).
	 * @param user the user's name
	 * @return the access token
	 */
	public String tokenOfCommandLine(String user) {
		HttpClient browser = browser();
		JsonNode device = json(browser,
				post(address("/auth/device"), Map.of("client_id", "plenum-cli", "scope", "openid plenum:admin")));
		HttpResponse<String> consent = logIn(browser, URI.create(device.get("verification_uri_complete").asString()),
				user);
		String code = find("name=\"code\" value=\"([^\"]+)\"", consent.body());
		send(browser, post(action(consent), Map.of("code", code, "accept", "Yes")));
		return json(browser,
				post(address("/token"), Map.of("grant_type", "urn:ietf:params:oauth:grant-type:device_code",
						"client_id", "plenum-cli", "device_code", device.get("device_code").asString())))
			.get("access_token")
			.asString();
	}

	/**
	 * Logs a user in at the app (RFC 7636).
	 * @param user the user's name
	 * @param kind access_token or id_token
	 * @return the token
	 */
	String tokenOfApp(String user, String kind) {
		HttpClient browser = browser();
		String verifier = "a-verifier-of-at-least-forty-three-characters-for-a-test";
		Map<String, String> question = Map.of("client_id", "conference-app", "response_type", "code", "scope", "openid",
				"redirect_uri", "http://127.0.0.1:8765/callback", "code_challenge_method", "S256", "code_challenge",
				challenge(verifier));
		HttpResponse<String> answer = logIn(browser, URI.create(address("/auth") + "?" + form(question)), user);
		String code = find("[?&]code=([^&]+)", answer.headers().firstValue("location").orElseThrow());
		return json(browser,
				post(address("/token"),
						Map.of("grant_type", "authorization_code", "client_id", "conference-app", "code", code,
								"redirect_uri", "http://127.0.0.1:8765/callback", "code_verifier", verifier)))
			.get(kind)
			.asString();
	}

	@Override
	public void close() {
		this.process.descendants().forEach(ProcessHandle::destroy);
		this.process.destroy();
		try {
			this.process.waitFor(20, TimeUnit.SECONDS);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
		}
		this.process.destroyForcibly();
	}

	private boolean isReady() {
		if (!this.process.isAlive()) {
			throw new IllegalStateException("Keycloak ended with " + this.process.exitValue());
		}
		try {
			return HttpClient.newHttpClient()
				.send(HttpRequest.newBuilder(URI.create(issuer())).timeout(Duration.ofSeconds(10)).build(),
						BodyHandlers.discarding())
				.statusCode() == 200;
		}
		catch (IOException ex) {
			return false;
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			return false;
		}
	}

	/**
	 * Follows redirects to the login, and from there to the next page or to another site.
	 */
	private HttpResponse<String> logIn(HttpClient browser, URI start, String user) {
		HttpResponse<String> login = follow(browser, HttpRequest.newBuilder(start).build());
		return follow(browser, post(action(login), Map.of("username", user, "password", PASSWORD)));
	}

	private HttpResponse<String> follow(HttpClient browser, HttpRequest request) {
		HttpResponse<String> response = send(browser, request);
		String next = response.headers().firstValue("location").orElse("");
		return next.startsWith("http://127.0.0.1:" + this.port)
				? follow(browser, HttpRequest.newBuilder(URI.create(next)).build()) : response;
	}

	private JsonNode administer(String method, String path, Object body) {
		HttpClient client = HttpClient.newHttpClient();
		String token = json(client, post(
				URI.create("http://127.0.0.1:%d/realms/master/protocol/openid-connect/token".formatted(this.port)),
				Map.of("grant_type", "password", "client_id", "admin-cli", "username", "admin", "password", PASSWORD)))
			.get("access_token")
			.asString();
		HttpRequest request = HttpRequest
			.newBuilder(URI.create("http://127.0.0.1:%d/admin/realms/conference%s".formatted(this.port, path)))
			.header("Authorization", "Bearer " + token)
			.header("Content-Type", "application/json")
			.method(method,
					(body != null) ? BodyPublishers.ofString(JsonMapper.shared().writeValueAsString(body))
							: BodyPublishers.noBody())
			.build();
		return json(client, request);
	}

	private URI address(String path) {
		return URI.create(issuer() + "/protocol/openid-connect" + path);
	}

	/** A browser sends secure cookies to this machine without encryption, too. */
	private static boolean accept(URI page, HttpCookie cookie) {
		cookie.setSecure(false);
		return true;
	}

	private static HttpClient browser() {
		return HttpClient.newBuilder()
			.cookieHandler(new CookieManager(null, Keycloak::accept))
			.followRedirects(HttpClient.Redirect.NEVER)
			.build();
	}

	private static JsonNode json(HttpClient client, HttpRequest request) {
		HttpResponse<String> response = send(client, request);
		if (response.statusCode() >= 300) {
			throw new IllegalStateException(request + " " + response.statusCode() + " " + response.body());
		}
		return response.body().isEmpty() ? NullNode.getInstance() : JsonMapper.shared().readTree(response.body());
	}

	private static HttpResponse<String> send(HttpClient client, HttpRequest request) {
		try {
			return client.send(request, BodyHandlers.ofString());
		}
		catch (IOException ex) {
			throw new UncheckedIOException(ex);
		}
		catch (InterruptedException ex) {
			Thread.currentThread().interrupt();
			throw new IllegalStateException(ex);
		}
	}

	private static HttpRequest post(URI address, Map<String, String> fields) {
		return HttpRequest.newBuilder(address)
			.header("Content-Type", "application/x-www-form-urlencoded")
			.timeout(Duration.ofMinutes(1))
			.POST(BodyPublishers.ofString(form(fields)))
			.build();
	}

	private static String form(Map<String, String> fields) {
		return fields.entrySet()
			.stream()
			.map((field) -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
			.collect(Collectors.joining("&"));
	}

	private static String challenge(String verifier) {
		try {
			byte[] digest = MessageDigest.getInstance("SHA-256").digest(verifier.getBytes(StandardCharsets.US_ASCII));
			return Base64.getUrlEncoder().withoutPadding().encodeToString(digest);
		}
		catch (NoSuchAlgorithmException ex) {
			throw new IllegalStateException(ex);
		}
	}

	private static URI action(HttpResponse<String> page) {
		return page.uri().resolve(find("<form[^>]*action=\"([^\"]+)\"", page.body()).replace("&amp;", "&"));
	}

	private static String find(String pattern, String text) {
		Matcher matcher = Pattern.compile(pattern).matcher(text);
		if (!matcher.find()) {
			throw new IllegalStateException("There is no " + pattern + " in " + text);
		}
		return matcher.group(1);
	}

}
