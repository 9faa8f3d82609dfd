package violations;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

public class LateCache {

	Cache<String, String> small() {
		return Caffeine.newBuilder().maximumSize(10).build();
	}

}
