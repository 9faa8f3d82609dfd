package dev.plenum.platform.broadcast;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts that tell many listeners the same.
 */
@Configuration(proxyBeanMethods = false)
@Import({ BroadcastMetrics.class, Lines.class })
public class BroadcastConfiguration {

}
