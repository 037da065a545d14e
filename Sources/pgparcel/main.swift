import Commands

Pgparcel.main()
