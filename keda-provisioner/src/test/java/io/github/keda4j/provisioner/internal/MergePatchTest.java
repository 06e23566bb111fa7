package io.github.keda4j.provisioner.internal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.Test;

class MergePatchTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Test
    void whatTheServerAddedIsLeftAlone() {
        assertThat(patch(
                        "{}",
                        "{'spec':{'min':1}}",
                        "{'metadata':{'uid':'x'},'spec':{'min':1,'pollingInterval':30},'status':{'a':1}}"))
                .isEqualTo("{}");
    }

    @Test
    void onlyTheFieldThatDiffersIsWritten() {
        assertThat(patch("{}", "{'spec':{'min':1,'max':10}}", "{'spec':{'min':1,'max':5,'x':true}}"))
                .isEqualTo("{'spec':{'max':10}}");
    }

    @Test
    void whatWasDescribedLastTimeAndIsNoLongerIsRemoved() {
        assertThat(patch("{'spec':{'min':1,'gone':2}}", "{'spec':{'min':1}}", "{'spec':{'min':1,'gone':2,'own':3}}"))
                .isEqualTo("{'spec':{'gone':null}}");
    }

    @Test
    void whatWasDescribedLastTimeAndSomebodyElseRemovedIsNotRemovedAgain() {
        assertThat(patch("{'spec':{'gone':2}}", "{'spec':{}}", "{'spec':{}}")).isEqualTo("{}");
    }

    @Test
    void aListElementKeepsTheDefaultsThatTheServerFilledIn() {
        assertThat(patch(
                        "{}",
                        "{'containers':[{'name':'a','image':'i:1'}]}",
                        "{'containers':[{'name':'a','image':'i:1','imagePullPolicy':'Always'}]}"))
                .isEqualTo("{}");
        assertThat(patch(
                        "{}",
                        "{'containers':[{'name':'a','image':'i:2'}]}",
                        "{'containers':[{'name':'a','image':'i:1','imagePullPolicy':'Always'}]}"))
                .isEqualTo("{'containers':[{'name':'a','image':'i:2','imagePullPolicy':'Always'}]}");
    }

    @Test
    void aKeyTakenOutOfATriggerIsRemovedAndTheServersDefaultsStay() {
        assertThat(patch(
                        "{'triggers':[{'type':'a','metadata':{'k':'1','old':'2'}}]}",
                        "{'triggers':[{'type':'a','metadata':{'k':'1'}}]}",
                        "{'triggers':[{'type':'a','metadata':{'k':'1','old':'2'},'useCachedMetrics':false}]}"))
                .isEqualTo("{'triggers':[{'type':'a','metadata':{'k':'1'},'useCachedMetrics':false}]}");
    }

    @Test
    void anElementThatIsNotDescribedIsTakenOutOfItsList() {
        assertThat(patch("{}", "{'triggers':[{'type':'a'}]}", "{'triggers':[{'type':'a'},{'type':'b'}]}"))
                .isEqualTo("{'triggers':[{'type':'a'}]}");
    }

    @Test
    void namedElementsAreComparedByNameSoThatTheirOrderDecidesOnlyTheOrder() {
        assertThat(patch("{}", "{'c':[{'name':'b'},{'name':'a'}]}", "{'c':[{'name':'a','x':1},{'name':'b','y':2}]}"))
                .isEqualTo("{'c':[{'name':'b','y':2},{'name':'a','x':1}]}");
    }

    @Test
    void equalQuantitiesInAnotherUnitAreTheSame() {
        String live = "{'containers':[{'name':'a','resources':{'limits':{'cpu':'1','memory':'1Gi'}}}]}";
        assertThat(patch(
                        "{}",
                        "{'containers':[{'name':'a','resources':{'limits':{'cpu':'1000m','memory':'1024Mi'}}}]}",
                        live))
                .isEqualTo("{}");
        assertThat(patch("{}", "{'containers':[{'name':'a','resources':{'limits':{'cpu':'2'}}}]}", live))
                .contains("'cpu':'2'");
    }

    @Test
    void aPlainStringIsNeverTakenForAQuantity() {
        assertThat(patch("{}", "{'metadata':{'queueLength':'1000m'}}", "{'metadata':{'queueLength':'1'}}"))
                .isEqualTo("{'metadata':{'queueLength':'1000m'}}");
    }

    @Test
    void anEmptyObjectThatIsDescribedIsWrittenWhereThereIsNone() {
        assertThat(patch("{}", "{'spec':{'metadata':{}}}", "{'spec':{}}")).isEqualTo("{'spec':{'metadata':{}}}");
    }

    private static String patch(String lastApplied, String desired, String live) {
        return MergePatch.between(object(lastApplied), object(desired), object(live))
                .toString()
                .replace('"', '\'');
    }

    private static ObjectNode object(String text) {
        try {
            return (ObjectNode) JSON.readTree(text.replace('\'', '"'));
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(text, e);
        }
    }
}
