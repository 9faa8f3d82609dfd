package dev.plenum.search;

import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/**
 * The parts of searching.
 */
@Configuration(proxyBeanMethods = false)
@Import({ SearchController.class, SearchIndexes.class })
public class SearchConfiguration {

}
