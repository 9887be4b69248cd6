"""Tests of packs of other statutes, which bring the schemas of their documents."""
