package dev.plenum.mydata;

import graphql.scalars.ExtendedScalars;

import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;
import org.springframework.graphql.execution.RuntimeWiringConfigurer;

/**
 * The scalar of an export, whose shape grows with the features.
 */
@Configuration(proxyBeanMethods = false)
@Import(MyDataController.class)
public class MyDataConfiguration {

	@Bean
	RuntimeWiringConfigurer json() {
		return (wiring) -> wiring.scalar(ExtendedScalars.Json);
	}

}
