package dev.plenum.platform.operation;

import dev.plenum.platform.graphql.ExceptionResolver;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.ExecutionGraphQlService;
import org.springframework.graphql.server.WebGraphQlHandler;
import org.springframework.graphql.server.WebGraphQlInterceptor;

/**
 * Executes the operations of all transports within their limits.
 */
@Configuration(proxyBeanMethods = false)
@Import({ OperationLimiter.class, OperationRates.class, OperationRules.class, OperationTimeout.class })
@EnableConfigurationProperties(OperationLimits.class)
public class OperationConfiguration {

	@Bean
	static WebGraphQlHandler webGraphQlHandler(ExecutionGraphQlService service, ExceptionResolver exceptionResolver,
			ObjectProvider<WebGraphQlInterceptor> interceptors) {
		return WebGraphQlHandler.builder(new OperationEngine(service, exceptionResolver))
			.interceptors(interceptors.orderedStream().toList())
			.build();
	}

}
