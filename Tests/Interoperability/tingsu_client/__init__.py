"""A client of the Tingsu sync protocol, written from `SyncProtocol/` alone.

    keys, values, change, log, vectors    bytes: sections 3, 6, 7 and 8
    merge, digest, directory, receipts    meaning: sections 10, 11 and 14
    holdings, exchange                    what is held, and one sync: sections 9, 12 and 13
    frames, tls, invite, enrolment        the wire: sections 4, 5 and 15
    columns                               bodies taken apart: section 9.2
    bundles                               the same without a line: section 19
    messages, errors                      what is refused whole: sections 15 and 16
    store, client                         a device, put together
    catalog, limits, files                what the others need

It is for tests and for reading. `exchange_pb2` and its like are made from `SyncProtocol/v1` by `../run`.
"""
