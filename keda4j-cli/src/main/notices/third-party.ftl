keda4j.jar bundles these libraries, unchanged. LICENSE contains the text of Apache-2.0; the text of the MIT licence is at the end of this file.

<#list dependencyMap as entry>
<#assign artifact = entry.getKey()>
${artifact.groupId}:${artifact.artifactId}:${artifact.version}
    <#list entry.getValue() as license>${license}<#sep>, </#list><#if artifact.url??>, ${artifact.url}</#if>
</#list>

FastDoubleParser, which jackson-core contains, and the code that FastDoubleParser contains: see FastDoubleParser-LICENSE, FastDoubleParser-NOTICE and thirdparty-LICENSE.

The MIT licence, for org.slf4j:slf4j-api:

Copyright (c) 2004-2022 QOS.ch Sarl (Switzerland)
All rights reserved.

Permission is hereby granted, free  of charge, to any person obtaining
a  copy  of this  software  and  associated  documentation files  (the
"Software"), to  deal in  the Software without  restriction, including
without limitation  the rights to  use, copy, modify,  merge, publish,
distribute,  sublicense, and/or sell  copies of  the Software,  and to
permit persons to whom the Software  is furnished to do so, subject to
the following conditions:

The  above  copyright  notice  and  this permission  notice  shall  be
included in all copies or substantial portions of the Software.

THE  SOFTWARE IS  PROVIDED  "AS  IS", WITHOUT  WARRANTY  OF ANY  KIND,
EXPRESS OR  IMPLIED, INCLUDING  BUT NOT LIMITED  TO THE  WARRANTIES OF
MERCHANTABILITY,    FITNESS    FOR    A   PARTICULAR    PURPOSE    AND
NONINFRINGEMENT. IN NO EVENT SHALL THE AUTHORS OR COPYRIGHT HOLDERS BE
LIABLE FOR ANY CLAIM, DAMAGES OR OTHER LIABILITY, WHETHER IN AN ACTION
OF CONTRACT, TORT OR OTHERWISE,  ARISING FROM, OUT OF OR IN CONNECTION
WITH THE SOFTWARE OR THE USE OR OTHER DEALINGS IN THE SOFTWARE.



