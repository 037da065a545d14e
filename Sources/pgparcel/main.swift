print("pgparcel")
