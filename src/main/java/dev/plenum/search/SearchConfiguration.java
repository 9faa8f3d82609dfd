package dev.plenum.search;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * Registers the beans of this package.
 */
@Configuration(proxyBeanMethods = false)
@Import({ SearchController.class, SearchIndexes.class })
public class SearchConfiguration {

}
