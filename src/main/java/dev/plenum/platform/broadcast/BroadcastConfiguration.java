package dev.plenum.platform.broadcast;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Sends the results of operations to their receivers.
 */
@Configuration(proxyBeanMethods = false)
@Import({ BroadcastMetrics.class, Channels.class, ResultWriter.class })
@EnableConfigurationProperties(AnswerSettings.class)
public class BroadcastConfiguration {

}
