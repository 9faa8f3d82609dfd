package dev.plenum.live;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ DraftChanges.class, LiveController.class, ProgrammeChanges.class, ScheduleChanges.class })
public class LiveConfiguration {

}
