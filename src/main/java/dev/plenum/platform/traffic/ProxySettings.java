package dev.plenum.platform.traffic;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front of the server.
 *
 * @param trusted their addresses, or address ranges such as {@code 10.0.0.0/8}
 * @param header the header in which they name the client: {@code X-Forwarded-For} or
 * {@code Forwarded}. Only one is evaluated, because a proxy forwards headers that it does
 * not write itself from any client
 */
@ConfigurationProperties("plenum.proxies")
record ProxySettings(@DefaultValue List<String> trusted, @DefaultValue("X-Forwarded-For") String header) {
}
