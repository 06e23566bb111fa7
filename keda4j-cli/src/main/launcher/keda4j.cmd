@echo off
rem Runs keda4j.jar beside this script. From the second run on, it starts from an archive of classes, which the first run creates.
rem KEDA4J_OPTS contains further JVM options, such as -Xmx1g.
setlocal
if not defined KEDA4J_JAR set "KEDA4J_JAR=%~dp0keda4j.jar"
if not exist "%KEDA4J_JAR%" (
  echo keda4j: %KEDA4J_JAR% is missing. Put keda4j.jar beside this script, or set KEDA4J_JAR. 1>&2
  exit /b 2
)
set "KEDA4J_JAVA=java"
if defined JAVA_HOME set "KEDA4J_JAVA=%JAVA_HOME%\bin\java"
if not defined KEDA4J_CACHE set "KEDA4J_CACHE=%LOCALAPPDATA%\keda4j"
if not exist "%KEDA4J_CACHE%" mkdir "%KEDA4J_CACHE%" 2>nul
for %%F in ("%KEDA4J_JAR%") do set "KEDA4J_STAMP=%%~zF%%~tF"
set "KEDA4J_STAMP=%KEDA4J_STAMP:/=%"
set "KEDA4J_STAMP=%KEDA4J_STAMP::=%"
set "KEDA4J_STAMP=%KEDA4J_STAMP: =%"
set "KEDA4J_ARCHIVE=%KEDA4J_CACHE%\%KEDA4J_STAMP%.jsa"
set "KEDA4J_SHARE=-XX:SharedArchiveFile=%KEDA4J_ARCHIVE%"
if not exist "%KEDA4J_ARCHIVE%" set "KEDA4J_SHARE=-XX:ArchiveClassesAtExit=%KEDA4J_ARCHIVE% -Xlog:disable -Xlog:all=off"
"%KEDA4J_JAVA%" -XX:TieredStopAtLevel=1 -XX:+UseSerialGC -Xmx256m -Xshare:auto %KEDA4J_SHARE% %KEDA4J_OPTS% -jar "%KEDA4J_JAR%" %*
exit /b %ERRORLEVEL%
