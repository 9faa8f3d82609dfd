package dev.plenum.platform.web;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.SpringBootTest.WebEnvironment;

/**
 * Runs a live server with {@link TransportTestApplication}.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(classes = TransportTestApplication.class, webEnvironment = WebEnvironment.RANDOM_PORT,
		properties = { "spring.graphql.schema.locations=classpath:transport-schema/", "server.address=127.0.0.1",
				"plenum.graphiql=false", "plenum.limits.introspection=true", "plenum.rates.enabled=false",
				"management.endpoint.health.group.readiness.include=readinessState" })
@interface TransportTest {

}
