package dev.zta.duckdb.packed;

import dev.zta.core.query.Dimension;
import dev.zta.duckdb.packed.PackedCount.Wanted;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** The places of one unit's texts for each of some queries. */
final class UnitPlaces {
    private final Places paths;
    private final Map<Wanted, Places> of = new HashMap<>();

    UnitPlaces(UnitTexts texts, List<Wanted> wanted, Keys pathKeys) {
        paths = new Places(pathKeys, texts.paths(), Dimension.PAGE);
        for (Wanted one : wanted) {
            if (one.by().kind() == Dimension.Kind.SESSION) {
                boolean isByPath = PackedCount.isByPath(one.by());
                Texts own = texts.of(TextColumn.of(one.by()));
                of.put(one, isByPath ? paths : new Places(one.sums().keys(), own, one.by()));
            }
        }
    }

    Places paths() {
        return paths;
    }

    Places of(Wanted one) {
        return Objects.requireNonNull(of.get(one));
    }
}
