// PeerServer
