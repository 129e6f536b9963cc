"""Het logboek: wie wat zag, deed of niet mocht, met welk doel; geketend, zonder inhoud."""
