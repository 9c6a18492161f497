#!/usr/bin/env bash
# The five-minute road in an empty folder, by Maven, with the build file of the README: a gradient, a test of it, a
# second module that sees the first as a jar, and a processor of another version. Nothing outside of
# integration-tests/target is written; what Maven has already is taken from the local repository.
#
#   integration-tests/environments/maven.sh [JAVA_HOME…]
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$root/integration-tests/target/maven-road
local=${HOME}/.m2/repository
version=$(sed -nE '/<artifactId>adjoint-parent/{n;s/.*<version>(.*)<.*/\1/p}' pom.xml)

rm -rf "$work"
mkdir -p "$work"
cat > "$work/settings.xml" <<XML
<settings>
  <localRepository>$work/repository</localRepository>
  <profiles>
    <profile>
      <id>cache</id>
      <repositories>
        <repository><id>cache</id><url>file://$local</url></repository>
      </repositories>
      <pluginRepositories>
        <pluginRepository><id>cache</id><url>file://$local</url></pluginRepository>
      </pluginRepositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>cache</activeProfile></activeProfiles>
</settings>
XML
mvn=(mvn -q -B -ntp -s "$work/settings.xml")

# The parts that a user needs, from the jars of the last build.
install() { # module packaging file
  "${mvn[@]}" install:install-file -Dfile="$3" -DpomFile="$1/pom.xml" -Dpackaging="$2"
}
for file in "annotations processor runtime testing"; do
  for module in $file; do
    [ -f "$module/target/adjoint-$module-$version.jar" ] || { echo "build first: mvn -DskipTests verify"; exit 1; }
  done
done
install . pom pom.xml
install bom pom bom/pom.xml
for module in annotations processor runtime testing; do
  pom=$module/pom.xml; [ ! -f "$module/dependency-reduced-pom.xml" ] || pom=$module/dependency-reduced-pom.xml
  "${mvn[@]}" install:install-file -Dfile="$module/target/adjoint-$module-$version.jar" -DpomFile="$pom" -Dpackaging=jar
done

# The build file of the README, of two modules.
pom() { # artifact extra
  echo '<project xmlns="http://maven.apache.org/POM/4.0.0"><modelVersion>4.0.0</modelVersion>'
  echo "<groupId>road</groupId><artifactId>$1</artifactId><version>1</version>$2"
  sed -n '/^<properties>$/,/^<\/build>$/p' "$root/README.md" | sed "s/0\.1\.0-SNAPSHOT/${3:-$version}/" |
    sed "s|^<dependencies>$|<dependencies>$4<dependency><groupId>org.junit.jupiter</groupId><artifactId>junit-jupiter</artifactId><version>$junit</version><scope>test</scope></dependency>|"
  echo '</project>'
}
junit=$(sed -nE 's/.*<junit.version>(.*)<.*/\1/p' pom.xml)
compiler=$(grep -A1 '<artifactId>maven-compiler-plugin' pom.xml | sed -nE 's/.*<version>(.*)<.*/\1/p')
surefire=$(grep -A1 '<artifactId>maven-surefire-plugin' pom.xml | sed -nE 's/.*<version>(.*)<.*/\1/p')

project() { # folder
  mkdir -p "$1/model/src/main/java/model" "$1/model/src/test/java/model" "$1/app/src/main/java/app"
  cat > "$1/pom.xml" <<XML
<project xmlns="http://maven.apache.org/POM/4.0.0">
  <modelVersion>4.0.0</modelVersion>
  <groupId>road</groupId><artifactId>road</artifactId><version>1</version><packaging>pom</packaging>
  <modules><module>model</module><module>app</module></modules>
  <build><pluginManagement><plugins>
    <plugin><artifactId>maven-surefire-plugin</artifactId><version>$surefire</version></plugin>
  </plugins></pluginManagement></build>
</project>
XML
  parent='<parent><groupId>road</groupId><artifactId>road</artifactId><version>1</version></parent>'
  pom model "$parent" "$version" '' > "$1/model/pom.xml"
  pom app "$parent" "$version" '<dependency><groupId>road</groupId><artifactId>model</artifactId><version>1</version></dependency>' > "$1/app/pom.xml"
  cat > "$1/model/src/main/java/model/Hello.java" <<'JAVA'
package model;

import dev.adjoint.annotations.Differentiable;

public class Hello {
  @Differentiable
  public static double hello(double x) {
    return x * Math.sin(x);
  }

  @Differentiable
  public static double product(double x, double y) {
    return x * y;
  }
}
JAVA
  cat > "$1/model/src/test/java/model/HelloTest.java" <<'JAVA'
package model;

import dev.adjoint.testing.GradientCheck;
import org.junit.jupiter.api.Test;

class HelloTest {
  @Test
  void theGradientIsRight() {
    GradientCheck.of(Hello::hello, HelloGrad::hello).at(2.0);
  }
}
JAVA
  cat > "$1/app/src/main/java/app/App.java" <<'JAVA'
package app;

import dev.adjoint.annotations.Differentiable;
import model.Hello;

public class App {
  @Differentiable
  public static double twice(double x) {
    return Hello.product(x, Hello.hello(Hello.hello(x)));
  }

  public static void main(String[] arguments) {
    System.out.println(AppGrad.twice(2).gradient());
  }
}
JAVA
}

for home in "${@:-${JAVA_HOME:-$(dirname "$(dirname "$(readlink -f "$(command -v javac)")")")}}"; do
  export JAVA_HOME=$home
  echo "== $("$home/bin/javac" -version)"
  folder=$work/$(basename "$home")
  project "$folder"
  (cd "$folder" && "${mvn[@]}" verify)
  ls "$folder/model/target/generated-sources/annotations/model/HelloGrad.java" "$folder"/model/target/surefire-reports/*.txt
  "$home/bin/java" -cp "$folder/app/target/classes:$folder/model/target/classes:annotations/target/classes:runtime/target/classes" app.App
done

echo "== a processor of another version is one error"
other=$work/other
mkdir -p "$other/dev/adjoint/internal"
echo 'package dev.adjoint.internal; class RuntimeVersion { static final String VALUE = "0.0.9"; }' > "$other/dev/adjoint/internal/RuntimeVersion.java"
cp "$folder/model/src/main/java/model/Hello.java" "$other"
if "$JAVA_HOME/bin/javac" -d "$other" -cp annotations/target/classes:runtime/target/classes \
  -processorpath "processor/target/adjoint-processor-$version.jar" "$other/Hello.java" "$other/dev/adjoint/internal/RuntimeVersion.java" 2> "$other/errors"; then
  echo "no error"; exit 1
fi
cat "$other/errors"
grep -q '^1 error' "$other/errors"
echo "== all as it should be"
