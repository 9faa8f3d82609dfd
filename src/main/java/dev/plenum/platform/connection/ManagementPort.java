package dev.plenum.platform.connection;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextConfiguration;
import org.springframework.boot.actuate.autoconfigure.web.ManagementContextType;
import org.springframework.boot.reactor.netty.NettyReactiveWebServerFactory;
import org.springframework.boot.reactor.netty.NettyServerCustomizer;
import org.springframework.boot.web.server.WebServerFactoryCustomizer;
import org.springframework.context.annotation.Bean;

/**
 * Applies the limits of connections to a separate management port. Spring Boot creates
 * the server of that port without the customizers of the main server.
 */
@ManagementContextConfiguration(value = ManagementContextType.CHILD, proxyBeanMethods = false)
class ManagementPort {

	@Bean
	static WebServerFactoryCustomizer<NettyReactiveWebServerFactory> managementLimits(
			ObjectProvider<NettyServerCustomizer> customizers) {
		return (factory) -> customizers.orderedStream().forEach(factory::addServerCustomizers);
	}

}
