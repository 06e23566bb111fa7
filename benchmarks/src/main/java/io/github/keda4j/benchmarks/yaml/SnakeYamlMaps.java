package io.github.keda4j.benchmarks.yaml;

import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.yaml.snakeyaml.DumperOptions;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.constructor.SafeConstructor;

/** Maps and SnakeYAML. */
final class SnakeYamlMaps implements Contender {

    @Override
    public String write(int from, int count) {
        DumperOptions options = new DumperOptions();
        options.setDefaultFlowStyle(DumperOptions.FlowStyle.BLOCK);
        List<Object> documents = new ArrayList<>();
        for (int i = from; i < from + count; i++) {
            documents.addAll(Maps.stack(i));
        }
        StringWriter out = new StringWriter();
        new Yaml(options).dumpAll(documents.iterator(), out);
        return out.toString();
    }

    @Override
    public int read(String yaml) {
        int count = 0;
        for (Object document : new Yaml(new SafeConstructor(new LoaderOptions())).loadAll(yaml)) {
            count += document == null ? 0 : 1;
        }
        return count;
    }
}
