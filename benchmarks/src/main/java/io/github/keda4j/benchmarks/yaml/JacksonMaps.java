package io.github.keda4j.benchmarks.yaml;

import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SequenceWriter;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.StringWriter;
import java.util.Map;

/** Maps and Jackson's YAML module. */
final class JacksonMaps implements Contender {

    private final ObjectMapper mapper = new ObjectMapper(new YAMLFactory());

    @Override
    public String write(int from, int count) throws IOException {
        StringWriter out = new StringWriter();
        try (SequenceWriter writer = mapper.writer().writeValues(out)) {
            for (int i = from; i < from + count; i++) {
                writer.writeAll(Maps.stack(i));
            }
        }
        return out.toString();
    }

    @Override
    public int read(String yaml) throws IOException {
        int count = 0;
        try (MappingIterator<Map<String, Object>> documents =
                mapper.readerFor(Map.class).readValues(yaml)) {
            for (; documents.hasNextValue(); documents.nextValue()) {
                count++;
            }
        }
        return count;
    }
}
