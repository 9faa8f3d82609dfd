package dev.plenum.signin;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The settings of links between tickets and accounts.
 *
 * @param linkByEmail whether an account can show by its verified e-mail address that it
 * is a participant
 */
@ConfigurationProperties("plenum.sign-in")
record LinkSettings(@DefaultValue("false") boolean linkByEmail) {
}
