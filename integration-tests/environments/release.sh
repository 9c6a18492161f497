#!/usr/bin/env bash
# A release, as CONTRIBUTING.md describes it, of a copy of the tracked files: signed by a key that is thrown away, and
# bundled for Maven Central but not sent. Checks every file and signature of the bundle. Then the check of binary
# compatibility: a next version that is the same passes, one that lacks a public method fails.
# Nothing outside of integration-tests/target is written; what Maven has already is taken from the local repository.
#
#   integration-tests/environments/release.sh
set -euo pipefail
cd "$(dirname "$0")/../.."
root=$PWD
work=$root/integration-tests/target/release
modules=bom,.,annotations,processor,runtime,runtime-vector,testing,data,plots
snapshot=$(sed -nE '/<artifactId>adjoint-parent/{n;s/.*<version>(.*)<.*/\1/p}' pom.xml)
version=${snapshot%-SNAPSHOT}

rm -rf "$work"
mkdir -p "$work"
# A short path: the socket of the key's agent has to fit into 108 characters.
GNUPGHOME=$(mktemp -d)
export GNUPGHOME
trap 'gpgconf --kill all; rm -rf "$GNUPGHOME"' EXIT
gpg --batch --quiet --passphrase '' --quick-generate-key 'Nobody <nobody@example.org>' ed25519 sign never

cat > "$work/settings.xml" <<XML
<settings>
  <localRepository>$work/repository</localRepository>
  <!-- Asked for although nothing is sent. -->
  <servers><server><id>central</id><username>nobody</username><password>nothing</password></server></servers>
  <profiles>
    <profile>
      <id>cache</id>
      <repositories>
        <repository><id>cache</id><url>file://$HOME/.m2/repository</url></repository>
      </repositories>
      <pluginRepositories>
        <pluginRepository><id>cache</id><url>file://$HOME/.m2/repository</url></pluginRepository>
      </pluginRepositories>
    </profile>
  </profiles>
  <activeProfiles><activeProfile>cache</activeProfile></activeProfiles>
</settings>
XML
mvn=(mvn -q -B -ntp -s "$work/settings.xml" -Prelease -DskipTests -Dspotless.check.skip)

copy() { # folder version
  mkdir -p "$1"
  (cd "$root" && git ls-files -z | xargs -0 cp --parents -t "$1")
  find "$1" -name pom.xml -exec sed -i "s|<version>$snapshot</version>|<version>$2</version>|" {} +
}

echo "== $version is built, signed and bundled"
copy "$work/first" "$version"
(cd "$work/first" && "${mvn[@]}" -pl "$modules" clean deploy -DskipPublishing=true)
bundle=$(find "$work/first" -name central-bundle.zip)
mkdir "$work/bundle"
unzip -q -d "$work/bundle" "$bundle"

echo "== each artifact has its sources, its Javadoc, and good signatures"
cd "$work/bundle/dev/adjoint"
for artifact in annotations processor runtime runtime-vector testing data plots; do
  for file in .pom .jar -sources.jar -javadoc.jar; do
    path=adjoint-$artifact/$version/adjoint-$artifact-$version$file
    gpg --quiet --verify "$path.asc" "$path" 2> /dev/null || { echo "no good signature: $path"; exit 1; }
    [ "$(md5sum < "$path" | cut -d' ' -f1)" = "$(cat "$path.md5")" ] || { echo "another checksum: $path"; exit 1; }
  done
done
for artifact in bom parent; do
  path=adjoint-$artifact/$version/adjoint-$artifact-$version.pom
  gpg --quiet --verify "$path.asc" "$path" 2> /dev/null || { echo "no good signature: $path"; exit 1; }
done
find . -type f | grep -E 'integration-tests|samples|benchmarks|SNAPSHOT' && { echo "too much is published"; exit 1; }
echo "$(find . -type f | wc -l) files, $(stat -c %s "$bundle") bytes"

echo "== the next version, unchanged"
next=${version%.*}.$((${version##*.} + 1))
copy "$work/next" "$next"
cd "$work/next"
"${mvn[@]}" -Dgpg.skip -pl bom,.,annotations verify

echo "== the next version without a public method"
sed -i '/String name() default/d' annotations/src/main/java/dev/adjoint/annotations/Differentiable.java
if "${mvn[@]}" -Dgpg.skip -pl bom,.,annotations verify > "$work/incompatible.log" 2>&1; then
  echo "it passes"
  exit 1
fi
grep -o 'Versions of archives indicate a patch change but binary incompatible changes found' "$work/incompatible.log"
echo "== all as it should be"
