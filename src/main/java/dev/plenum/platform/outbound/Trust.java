package dev.plenum.platform.outbound;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;

import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

import dev.plenum.platform.startup.StartupException;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import org.jspecify.annotations.Nullable;

/**
 * The authorities whose certificates are trusted.
 */
final class Trust {

	private Trust() {
	}

	/**
	 * Trusts Java's authorities and those in a file.
	 * @param certificates a file in PEM format; null for none
	 * @return the context of connections, which verify the host name
	 * @throws StartupException if the file cannot be read
	 */
	static SslContext context(@Nullable Path certificates) {
		try {
			SslContextBuilder context = SslContextBuilder.forClient()
				.sslProvider(SslProvider.JDK)
				.endpointIdentificationAlgorithm("HTTPS");
			return ((certificates != null) ? context.trustManager(managers(certificates)) : context).build();
		}
		catch (IOException | GeneralSecurityException ex) {
			throw new StartupException(
					"invalid value \"" + certificates + "\" for plenum.outbound.certificates: " + ex.getMessage(),
					"Name a file with certificates in PEM format.", ex);
		}
	}

	private static TrustManagerFactory managers(Path file) throws IOException, GeneralSecurityException {
		List<Certificate> trusted = new ArrayList<>(List.of(issuersOfJava()));
		try (InputStream content = Files.newInputStream(file)) {
			trusted.addAll(CertificateFactory.getInstance("X.509").generateCertificates(content));
		}
		KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
		store.load(null, null);
		for (int i = 0; i < trusted.size(); i++) {
			store.setCertificateEntry(String.valueOf(i), trusted.get(i));
		}
		return managers(store);
	}

	private static Certificate[] issuersOfJava() throws GeneralSecurityException {
		return ((X509TrustManager) managers((KeyStore) null).getTrustManagers()[0]).getAcceptedIssuers();
	}

	private static TrustManagerFactory managers(@Nullable KeyStore store) throws GeneralSecurityException {
		TrustManagerFactory managers = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
		managers.init(store);
		return managers;
	}

}
