"""`zicht serve`: start Zicht op een datamap."""

from argparse import Namespace


def run(args: Namespace) -> int:
    """Werk de databank bij en luister tot iemand stopt."""
    from zicht.web.dienst import klaar, stopcontact, weiger_demo
    from zicht.web.instellingen import lees

    if args.data is None:
        weiger_demo(lees())
    contact = stopcontact(args.adres, args.poort)
    try:
        weiger_demo(klaar(args.data))
        print(f"Zicht luistert op http://{args.adres}:{contact.getsockname()[1]}/  (stoppen: Ctrl+C)", flush=True)
        return luister(contact)
    finally:
        contact.close()


def luister(contact: object) -> int:
    """Beantwoord vragen en bezorg berichten tot Ctrl+C."""
    from zicht.web.dienst import server
    from zicht.web.instellingen import lees
    from zicht.web.koppeling.bezorgen import op_de_achtergrond

    webserver = server(contact)  # pyright: ignore[reportArgumentType]
    stop_bezorgen = op_de_achtergrond() if lees().bezorgen else None
    try:
        webserver.run()
    except KeyboardInterrupt:
        pass
    finally:
        if stop_bezorgen is not None:
            stop_bezorgen()
        webserver.close()
    print("Gestopt.")
    return 0
