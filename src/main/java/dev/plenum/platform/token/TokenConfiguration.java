package dev.plenum.platform.token;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import(TicketCodes.class)
public class TokenConfiguration {

}
