package dev.plenum.web;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of the web applications.
 *
 * @param clientId the id under which the issuer knows the web applications. It is a
 * public client that uses the authorization code flow with PKCE
 * @param scope the scopes that they request at sign-in
 * @param joined whether the joined modules of the build are served, if there are any.
 * Otherwise the modules are served as they are in the sources
 */
@ConfigurationProperties("plenum.apps")
record AppSettings(@DefaultValue("plenum-app") String clientId, @DefaultValue("openid offline_access") String scope,
		@DefaultValue("true") boolean joined) {
}
