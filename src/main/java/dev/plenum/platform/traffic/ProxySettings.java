package dev.plenum.platform.traffic;

import java.util.List;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * The proxies in front of the server.
 *
 * @param trusted their addresses, or ranges of them such as {@code 10.0.0.0/8}
 * @param header the header in which they say whom they speak for: {@code X-Forwarded-For}
 * or {@code Forwarded}. Only one is read: what a proxy does not write itself, it passes
 * on from anybody.
 */
@ConfigurationProperties("plenum.proxies")
record ProxySettings(@DefaultValue List<String> trusted, @DefaultValue("X-Forwarded-For") String header) {
}
