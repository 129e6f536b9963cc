"""`zicht register` met de grens per minuut en het aantal zoekvragen per dag ruim gezet: anders meten we de rem."""

import sys

from zicht.cli import main
from zicht.uitwisseling.vtregister import dienst, kast

dienst.PER_MINUUT = kast.ZOEKEN_PER_DAG = 10**9

if __name__ == "__main__":
    sys.exit(main(["register", sys.argv[1], "--sleutels", sys.argv[2], "--poort", "0"]))
