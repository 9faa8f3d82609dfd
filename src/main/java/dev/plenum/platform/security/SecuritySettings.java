package dev.plenum.platform.security;

import java.nio.file.Path;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Whose tokens the server trusts.
 *
 * @param issuerUri the issuer's name exactly as it stands in its tokens, such as
 * {@code https://login.example.org/realms/congress}; empty for the local mode
 * @param audience what a token's {@code aud} must contain
 * @param data the directory that the local mode keeps its key and its tokens in
 */
@ConfigurationProperties("plenum")
record SecuritySettings(@DefaultValue("") String issuerUri, @DefaultValue("plenum") String audience,
		@DefaultValue("data") Path data) {

	static final String ISSUER_URI = "plenum.issuer-uri";

}
